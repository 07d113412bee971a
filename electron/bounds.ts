/** Where the window stood last time, as far as that place still exists. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Placement {
  bounds: Bounds;
  isMaximized: boolean;
}

/** Enough of the title bar to grab it with a mouse. */
const GRIP = 80;

/** @returns null when the text is not a placement: a first start, a damaged file. */
export function parsePlacement(text: string): Placement | null {
  try {
    const { bounds, isMaximized } = JSON.parse(text) as Partial<Placement>;
    if (!bounds || !['x', 'y', 'width', 'height'].every((key) => Number.isFinite(bounds[key as keyof Bounds]))) return null;
    const { x, y, width, height } = bounds;
    return { bounds: { x, y, width, height }, isMaximized: isMaximized === true };
  } catch {
    return null;
  }
}

/** The bounds when their top edge can be reached on one of the screens, else only their size: a monitor may be gone. */
export function reachable(bounds: Bounds, screens: readonly Bounds[]): Partial<Bounds> {
  const isReachable = screens.some(
    (screen) =>
      bounds.x + bounds.width >= screen.x + GRIP &&
      bounds.x + GRIP <= screen.x + screen.width &&
      bounds.y >= screen.y &&
      bounds.y + GRIP <= screen.y + screen.height,
  );
  return isReachable ? bounds : { width: bounds.width, height: bounds.height };
}
