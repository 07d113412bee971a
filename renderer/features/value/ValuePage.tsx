export function ValuePage() {
  return null;
}
