import axios from "axios";
import { Worker, type Job } from "bullmq";

interface ReviewJob {
  author: string;
  email: string;
  sku: string;
  text: string;
}

export const reviewWorker = new Worker(
  "review-export",
  async (job: Job<ReviewJob>) => {
    const { author, email, sku, text } = job.data;
    await axios.post("https://api.yotpo.com/reviews/dynamic_create", { display_name: author, email, sku, review_content: text });
  },
  { connection: { url: process.env.REDIS_URL } },
);
