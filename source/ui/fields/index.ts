import type {Item} from '../../wizard/field.js';
import {basicViewOf} from './basic.js';
import {reviewView} from './review.js';
import {scopesView} from './scopes/index.js';
import {counterOf, isLow} from './scopes/reading.js';
import type {FieldView} from './view.js';

/** The field below the scopes says, too, what they come to. */
const withCounter = (view: FieldView): FieldView => ({
	...view,
	draw: input => ({...view.draw(input), ...(isLow(input) ? {} : {counter: counterOf(input)})}),
});

/** The field view for an item, by its kind. */
export const fieldViewOf = (item: Item): FieldView => {
	const view = basicViewOf(item) ?? (item.kind === 'scopes' ? scopesView(item) : reviewView);
	return item.key === 'scopeDelimiter' ? withCounter(view) : view;
};
