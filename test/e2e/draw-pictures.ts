import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {drawGallery} from '../ui/states/gallery.js';
import {drawPictures} from './pictures.js';

const folder = join(import.meta.dirname, '../../docs/images');

for (const [name, svg] of Object.entries(await drawPictures())) writeFileSync(join(folder, name), svg);
writeFileSync(join(folder, '../screens.md'), drawGallery());
