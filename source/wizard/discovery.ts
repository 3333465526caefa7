import {whatAndWhy} from '../zoho/refusal.js';
import type {AnswerValue} from './answers.js';
import {serverOf, serverText} from './elsewhere.js';
import type {EventOf} from './events.js';
import type {WizardState} from './state.js';
import type {Transition} from './transition.js';

/** Whether Enter on an issuer has to ask that server first. @param value as it was accepted */
export const mustDiscover = ({context, given}: WizardState, value: AnswerValue): value is string =>
	typeof value === 'string' &&
	value !== '' &&
	given.issuer !== undefined &&
	value !== context.target?.saved.issuer &&
	serverOf({issuer: value}, context) === undefined;

/** Asks the server what it says of itself; the question stays open until it has answered. */
export const discover = (state: WizardState, issuer: string): Transition =>
	state.asking === issuer
		? [state, []]
		: [
				{
					...state,
					given: {...state.given, issuer},
					asking: issuer,
					problem: undefined,
					notice: `Asking ${new URL(issuer).host} …`,
				},
				[{type: 'discover', issuer}],
			];

/** The answer; one to a question that was taken back changes nothing. @param goOn where Enter leads then */
export const discovered = (
	state: WizardState,
	{issuer, result, at}: EventOf<'discovered'>,
	goOn: (state: WizardState, at: number) => Transition,
): Transition => {
	if (state.asking !== issuer) return [state, []];
	const {asking: _done, ...rest} = state;
	if (!result.ok) {
		const text = `${whatAndWhy(result.refusal)} ${result.refusal.next}`;
		return [{...rest, notice: undefined, problem: {key: 'issuer', text}}, []];
	}
	const known = {...rest, notice: undefined, context: {...state.context, server: result.value}};
	if (state.field !== 'issuer') return [known, []];
	const [next, effects] = goOn(known, at);
	return [{...next, notice: serverText(result.value)}, effects];
};
