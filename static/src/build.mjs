// Builds the portal's stylesheet, script, icons and fonts into .build/static/portal. Run by `npm run build`.
import * as esbuild from 'esbuild';
import * as sass from 'sass';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeIcons } from './icons.mjs';

const kit = 'node_modules/bootstrap-italia/';
const out = '.build/static/portal/';
const targets = ['chrome105', 'firefox121', 'safari15.4'];

rmSync('.build/static', { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const { css } = sass.compile('static/src/scss/portal.scss', {
  loadPaths: ['node_modules'],
  quietDeps: true,
  silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
});
const minified = await esbuild.transform(css, { loader: 'css', minify: true, target: targets });
writeFileSync(out + 'portal.css', minified.code);

for (const name of ['admin', 'desk']) {
  const own = await esbuild.transform(sass.compile(`static/src/scss/${name}.scss`).css, { loader: 'css', minify: true, target: targets });
  writeFileSync(`${out}${name}.css`, own.code);
}

for (const name of ['portal', 'admin'])
  await esbuild.build({
    entryPoints: [`static/src/js/${name}.js`],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2021',
    outfile: `${out}${name}.js`,
  });

await esbuild.build({
  entryPoints: ['static/src/js/day_worker.js'],
  bundle: true,
  format: 'iife',
  minify: true,
  target: 'es2020',
  outfile: out + 'day_worker.js',
});

// Only the weights in use, and the licences that travel with what we take.
for (const file of readdirSync(kit + 'dist/fonts/Titillium_Web')) {
  if (/-(regular|600|700)\.woff2$|OFL/.test(file))
    cpSync(kit + 'dist/fonts/Titillium_Web/' + file, out + 'fonts/' + file);
}
cpSync(kit + 'LICENSE', out + 'LICENSE.bootstrap-italia.txt');

const icons = [
  'search',
  'burger',
  'close',
  'close-big',
  'expand',
  'external-link',
  'mail',
  'telephone',
  'funnel',
  'arrow-left',
  'calendar',
  'check',
  'check-circle',
  'clock',
  'minus',
  'minus-circle',
  'pencil',
  'print',
  'star-full',
  'user',
];
const symbols = icons.map((name) => {
  const svg = readFileSync(`${kit}src/svg/it-${name}.svg`, 'utf8');
  const box = (svg.match(/viewBox="([^"]+)"/) || [, '0 0 24 24'])[1];
  return `<symbol id="it-${name}" viewBox="${box}">${svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')}</symbol>`;
});
// The door, drawn once: it marks status wherever an entry is shown.
const door = (name, body) =>
  `<symbol id="pm-door-${name}" viewBox="0 0 24 24">${body}<path d="M2.5 21h19" fill="none" stroke="currentColor" stroke-width="1.75"/></symbol>`;
const leaf = (d) => `<path fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" d="${d}"/>`;
symbols.push(
  door(
    'open',
    '<path fill="#eeaa38" d="M8 21V4.26a7 7 0 0 1 8 0V21z"/>' + leaf('M5 21V10a7 7 0 0 1 14 0v11zM8 4.3V21M16 4.3V21'),
  ),
  door(
    'upcoming',
    '<path fill="#eeaa38" d="M11 21V3.1h2V21z"/>' + leaf('M5 21V10a7 7 0 0 1 14 0v11zM11 3.2V21M13 3.2V21'),
  ),
  door('closed', '<path fill="currentColor" d="M5 21V10a7 7 0 0 1 14 0v11z"/>'),
);
writeFileSync(out + 'icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
await writeIcons(out);

// The page a proxy shows while the portal is down asks for nothing, so its style is inside: its policy allows that style alone.
const maintenance = readFileSync('static/src/maintenance.html', 'utf8');
const style = maintenance.match(/<style>([\s\S]*?)<\/style>/)[1];
const hash = createHash('sha256').update(style).digest('base64');
writeFileSync(out + 'maintenance.html', maintenance.replace('POLICY', `default-src 'none'; style-src 'sha256-${hash}'`));
