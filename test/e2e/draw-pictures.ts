import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {closeBrowser} from '../helpers/browser.js';
import {drawPictures} from './pictures.js';

const folder = join(import.meta.dirname, '../../docs/images');

for (const [name, svg] of Object.entries(await drawPictures())) writeFileSync(join(folder, name), svg);
await closeBrowser();
