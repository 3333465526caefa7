import type {Item} from '../../wizard/field.js';
import {choiceFace, confirmFace, manyFace} from './choice.js';
import {consoleFormFace} from './console-form.js';
import {reviewFace} from './review.js';
import {scopesFace} from './scopes/index.js';
import {textFace} from './text.js';
import type {Face} from './view.js';

/** The face of an item, by its kind. */
export const faceOf = (item: Item): Face => {
	switch (item.kind) {
		case 'text':
		case 'secret':
			return textFace(item);
		case 'choice':
			return choiceFace(item);
		case 'many':
			return manyFace(item);
		case 'confirm':
			return confirmFace(item);
		case 'scopes':
			return scopesFace(item);
		case 'note':
			return item.key === 'review' ? reviewFace(item.label) : consoleFormFace(item.label);
	}
};
