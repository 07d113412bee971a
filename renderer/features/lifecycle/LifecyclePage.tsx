export function LifecyclePage() {
  return null;
}
