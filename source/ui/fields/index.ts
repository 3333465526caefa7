import type {Item, Note} from '../../wizard/field.js';
import {buttonView} from './button.js';
import {choiceView, confirmView, manyView} from './choice.js';
import {consoleFormView} from './console-form.js';
import {reviewView} from './review.js';
import {scopesView} from './scopes/index.js';
import {textView} from './text.js';
import type {FieldView} from './view.js';

const noteView = ({key}: Note): FieldView => {
	switch (key) {
		case 'consoleForm':
			return consoleFormView();
		case 'useValues':
			return buttonView;
		case 'review':
			return reviewView;
	}
};

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
			return noteView(item);
	}
};
