/**
 * Keeps the last four digits.
 * @redacts mobile,phone
 */
export function maskPhone(phone: string): string {
  return phone.slice(-4).padStart(phone.length, "*");
}
