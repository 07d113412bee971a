export function MovedPage() {
  return null;
}
