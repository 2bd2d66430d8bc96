import type { ElectronApplication } from '@playwright/test';

/** A decoded picture: four bytes a pixel in the order blue, green, red, opacity. */
export type PictureReader = (png: Buffer) => Promise<Uint8Array>;

/** Colours that differ by less than this in each channel are the same: scaling and rounding move them a little. */
const TOLERANCE = 6;

/** Lets the program under test decode pictures: Electron has a decoder, Node has none. */
export function pictureReader(app: ElectronApplication): PictureReader {
  return async (png) => {
    const pixels = await app.evaluate(
      ({ nativeImage }, base64) =>
        nativeImage.createFromBuffer(Buffer.from(base64, 'base64')).toBitmap().toString('base64'),
      png.toString('base64'),
    );
    return Buffer.from(pixels, 'base64');
  };
}

/** How many pixels have each of the colours, given as `rgb(r, g, b)`. */
export function inkOf(pixels: Uint8Array, colours: readonly string[]): number[] {
  const wanted = colours.map((colour) => (colour.match(/\d+/g) ?? []).map(Number).reverse());
  const counts = colours.map(() => 0);
  for (let pixel = 0; pixel < pixels.length; pixel += 4) {
    for (const [index, channels] of wanted.entries()) {
      const isSame = channels.every(
        (value, channel) => Math.abs((pixels[pixel + channel] ?? 0) - value) < TOLERANCE,
      );
      if (isSame) counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  return counts;
}
