import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";
import "./observability/sentry";

const app = await NestFactory.create(AppModule);
await app.listen(3000);
