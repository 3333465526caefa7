import type {Item} from '../../wizard/field.js';
import {choiceView, confirmView, manyView} from './choice.js';
import {consoleFormView} from './console-form.js';
import {reviewView} from './review.js';
import {scopesView} from './scopes/index.js';
import {textView} from './text.js';
import type {FieldView} from './view.js';

/** The field view for an item, by its kind. */
export const fieldViewOf = (item: Item): FieldView => {
	switch (item.kind) {
		case 'text':
		case 'secret':
			return textView(item);
		case 'choice':
			return choiceView(item);
		case 'many':
			return manyView(item);
		case 'confirm':
			return confirmView(item);
		case 'scopes':
			return scopesView(item);
		case 'note':
			return item.key === 'review' ? reviewView(item.label) : consoleFormView(item.label);
	}
};
