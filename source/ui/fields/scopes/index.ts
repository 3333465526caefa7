import {offeredSpelling} from '../../../wizard/scopes/advice.js';
import {isWorthAReport, type Pasted, withSpelling, worstIn} from '../../../wizard/scopes/pasted.js';
import {addScopes} from '../../../wizard/scopes/picker.js';
import {asksZoho, scopesPasted} from '../../../wizard/scopes/text.js';
import {displayOf} from '../../../wizard/select.js';
import {fieldOf} from '../../../wizard/steps/index.js';
import {callLine, readCall} from '../../../zoho/operations/call-text.js';
import type {ScopeCatalogue} from '../../../zoho/scopes/catalogue.js';
import {isCommand, type Press} from '../../lines/keys.js';
import {type FieldViewOf, type Pressed, typed, type ViewInput} from '../view.js';
import {closeGrid, drawGrid, gridHints, type OpenGrid, openGrid, pressGrid} from './grid.js';
import {drawList, listHints, pressList} from './list.js';
import {chosenOf, fresh, isLow, placeOf} from './reading.js';

const gridOf = (
	input: ViewInput,
): {readonly open: OpenGrid; readonly catalogue: ScopeCatalogue} | undefined => {
	const {catalogue} = input;
	const open = catalogue ? openGrid(input, catalogue) : undefined;
	return catalogue && open ? {open, catalogue} : undefined;
};

/** Puts the offered spelling in the place of the chosen scope that is not known. */
const takeNearest = (input: ViewInput): Pressed => {
	const chosen = chosenOf(input);
	const offer = input.catalogue ? offeredSpelling(input.catalogue, chosen) : undefined;
	if (!offer) return {};
	const replaced = chosen.map(scope => (scope === offer.scope ? offer.nearest : scope));
	const place = placeOf(input);
	const pasted = place.pasted && withSpelling(place.pasted, offer.scope, offer.nearest);
	return {
		local: {picker: {...place, pasted}},
		events: [typed('scopes', addScopes([], replaced, asksZoho(input.state)))],
	};
};

/** Scopes join the chosen ones; a call is searched for, without what else a curl line holds; anything else is typed text. */
const pressPaste = (text: string, input: ViewInput): Pressed => {
	const pasted = scopesPasted(text, input.state);
	if (pasted) {
		const chosen = addScopes(chosenOf(input), pasted.scopes, asksZoho(input.state));
		const isReported = asksZoho(input.state) && isWorthAReport(input.catalogue, pasted);
		if (!isReported) return {local: {highlight: undefined}, events: [typed('scopes', chosen, pasted.note)]};
		const report: Pasted = {...pasted, corrected: new Map()};
		const unknown = input.catalogue ? worstIn(input.catalogue, report) : undefined;
		return {
			local: {
				...fresh,
				highlight: Math.max(0, report.scopes.indexOf(unknown ?? '')),
				picker: {...placeOf(input), product: undefined, isChosenOnly: false, pasted: report},
			},
			// In a low window the report has no row of its own.
			events: [typed('scopes', chosen, isLow(input) ? pasted.note : undefined)],
		};
	}
	const call = readCall(text);
	return call && asksZoho(input.state)
		? {
				local: {
					...fresh,
					filter: callLine(call),
					picker: {...placeOf(input), product: undefined, isChosenOnly: false},
				},
			}
		: undefined;
};

/** Keys that mean the same in the list and in a grid. */
const pressAnywhere = (press: Press, input: ViewInput): Pressed => {
	const place = placeOf(input);
	if (isCommand(press, 'chosenOnly'))
		return {local: {...fresh, picker: {...place, isChosenOnly: !place.isChosenOnly, pasted: undefined}}};
	if (isCommand(press, 'thirdParty'))
		return {
			local: {highlight: undefined, picker: {...place, includesThirdParty: !place.includesThirdParty}},
		};
	if (isCommand(press, 'useNearest')) return takeNearest(input);
	if (press.name !== 'paste') return undefined;
	return pressPaste(press.text, input);
};

/**
 * The scopes: tasks and products first, or a search at once; a product opens as a grid. What is marked outlives every
 * search and every view; what is typed or pasted is kept as it is, known or not.
 */
export const scopesView: FieldViewOf = field => ({
	takesText: () => true,
	draw: input => {
		const grid = gridOf(input);
		const delimiter = displayOf(input.state, fieldOf('scopeDelimiter'));
		return grid ? drawGrid(grid.open, delimiter, input) : drawList(field.label, delimiter, input);
	},
	press: (press, input) => {
		const anywhere = pressAnywhere(press, input);
		if (anywhere) return anywhere;
		const grid = gridOf(input);
		return grid ? pressGrid(press, grid.open, input, grid.catalogue) : pressList(press, input);
	},
	back: input => {
		const place = placeOf(input);
		if (place.pasted) return {local: {picker: {...place, pasted: undefined}, highlight: undefined}};
		if (place.isChosenOnly) return {local: {picker: {...place, isChosenOnly: false}, highlight: undefined}};
		return place.product === undefined ? undefined : closeGrid(input);
	},
	hints: input => {
		const grid = gridOf(input);
		return grid ? gridHints(grid.open, input) : listHints(input);
	},
});
