import type {Item} from '../../wizard/field.js';
import {buttonView} from './button.js';
import {choiceView, confirmView, manyView} from './choice.js';
import {consoleFormView} from './console-form.js';
import {textView} from './text.js';
import type {FieldView} from './view.js';

const views = {
	text: textView,
	secret: textView,
	choice: choiceView,
	many: manyView,
	confirm: confirmView,
};

/** The field view for an item, by its kind; undefined for those that need more than a first frame is to wait for. */
export const basicViewOf = (item: Item): FieldView | undefined => {
	if (item.key === 'consoleForm') return consoleFormView;
	if (item.key === 'useValues') return buttonView;
	return item.kind === 'note' || item.kind === 'scopes' ? undefined : views[item.kind](item);
};
