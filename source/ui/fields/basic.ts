import type {Item} from '../../wizard/field.js';
import {buttonView} from './button.js';
import {choiceView, confirmView, manyView} from './choice.js';
import {consoleFormView} from './console-form.js';
import {textView} from './text.js';
import type {FieldView} from './view.js';

/** The field view for an item, by its kind; undefined for those that need more than a first frame is to wait for. */
export const basicViewOf = (item: Item): FieldView | undefined => {
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
			return undefined;
		case 'note':
			if (item.key === 'consoleForm') return consoleFormView();
			return item.key === 'useValues' ? buttonView : undefined;
	}
};
