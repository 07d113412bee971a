export function RfmPage() {
  return null;
}
