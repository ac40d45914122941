// The portal's own icon in every form that browsers and telephones ask for, drawn from favicon.svg.
import { Resvg, initWasm } from '@resvg/resvg-wasm';
import { readFileSync, writeFileSync } from 'node:fs';

const svg = readFileSync('static/src/favicon.svg', 'utf8');
const door = svg.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '');

/** The door on a white square of 46 units and `margin` around them; without a margin the ground stays clear. */
const drawing = (margin) => {
  const side = 46 + 2 * margin;
  const box = `${-6 - margin} ${-margin} ${side} ${side}`;
  const ground = margin ? `<path fill="#fff" d="M${-6 - margin} ${-margin}h${side}v${side}h-${side}z"/>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${ground}${door}</svg>`;
};

const png = (margin, pixels) => new Resvg(drawing(margin), { fitTo: { mode: 'width', value: pixels } }).render().asPng();

/** An .ico with one PNG in it, as every browser reads it. */
const ico = (image, pixels) => {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon
  head.writeUInt16LE(1, 4); // with one image
  head.writeUInt8(pixels, 6);
  head.writeUInt8(pixels, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(image.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, image]);
};

export async function writeIcons(out) {
  await initWasm(readFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm'));
  writeFileSync(out + 'favicon.svg', svg);
  writeFileSync(out + 'favicon.ico', ico(png(0, 32), 32));
  writeFileSync(out + 'apple-touch-icon.png', png(8, 180));
  for (const pixels of [192, 512]) writeFileSync(out + `icon-${pixels}.png`, png(4, pixels));
  writeFileSync(out + 'icon-maskable-512.png', png(16, 512)); // the door inside the safe circle of any mask
}
