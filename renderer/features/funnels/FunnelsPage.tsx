export function FunnelsPage() {
  return null;
}
