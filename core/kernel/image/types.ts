/** A picture as brightness, row by row, 0 to 255; it may be smaller than the picture it was made from. */
export interface Brightness {
  width: number;
  height: number;
  value: Uint8Array;
}
