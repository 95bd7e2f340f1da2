export interface CustomerProfile {
  id: string;
  email: string;
  phone: string;
  visits: number;
}
