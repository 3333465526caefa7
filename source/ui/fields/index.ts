import type {Item} from '../../wizard/field.js';
import {basicViewOf} from './basic.js';
import {reviewView} from './review.js';
import {scopesView} from './scopes/index.js';
import type {FieldView} from './view.js';

/** The field view for an item, by its kind. */
export const fieldViewOf = (item: Item): FieldView =>
	basicViewOf(item) ?? (item.kind === 'scopes' ? scopesView(item) : reviewView);
