import type {Refusal} from '../../zoho/refusal.js';
import {consentClient} from '../build.js';
import {isWorthKeeping} from '../draft/saved.js';
import type {WizardState} from '../state.js';
import type {Option} from './decision.js';
import {type Case, caseOf, type Offer, offers, usual} from './offers.js';
import {seenBefore} from './seen-page.js';
import type {ConsentOf} from './state.js';

type Failed = ConsentOf<'failed'>;

/** The pages that the browser may have shown, one option for each. */
const pageOptions: readonly Option[] = seenBefore.map(({id, label, remedy, verb}) => ({
	label,
	hint: remedy,
	verb,
	event: at => ({type: 'saw-page', page: id, at}),
}));

const offered = (of: Case, all: readonly Offer[]): readonly Option[] => all.flatMap(offer => offer(of) ?? []);

/**
 * Options after a failure: on the screen, in plain lines and on the page in the browser. The first one is the likeliest to help,
 * and what Enter does. Whatever the refusal, there is one.
 */
export const failureOptions = (state: WizardState): readonly Option[] => {
	const {consent} = state;
	if (consent.phase !== 'failed') return [];
	if (consent.asksPage) return pageOptions;
	const of = caseOf(state, consent, state.kept?.ok === true && isWorthKeeping(state));
	const own = offers[consent.refusal.id];
	const options = own ? offered(of, own(of)) : [];
	return options.length > 0 ? options : offered(of, usual);
};

/** Whether the options are those of this very refusal: the first of them does what its last sentence says. */
export const hasOwnOptions = ({id}: Refusal): boolean => offers[id] !== undefined;

/** Not every detail is an answer: what came through the browser, or is said of the network, is no word of the server. */
const ownDetails: ReadonlySet<string> = new Set([
	...(['foreign-accounts-server', 'unknown-location', 'issuer-mismatch', 'unreadable-reply'] as const),
	'store-unreachable',
]);

const isAnswered = ({id, exitCode}: Refusal): boolean =>
	!id.startsWith('network-') && exitCode !== 6 && !ownDetails.has(id);

/** Whose word the detail of a refusal is. */
export const detailLabel = (state: WizardState, refusal: Refusal): string => {
	if (!isAnswered(refusal)) return 'In detail';
	return consentClient(state).isZoho ? "Zoho's answer" : "The server's answer";
};

/** What the page in the browser says of a failure: the words of the terminal. @param state as the terminal shows it */
export const pageOfFailure = (state: WizardState, {refusal}: Pick<Failed, 'refusal'>) =>
	({
		kind: 'refused',
		refusal,
		detailLabel: detailLabel(state, refusal),
		// Without a person at the terminal there is nothing to choose there.
		options: (state.context.canPaste ?? true) ? failureOptions(state).map(({label}) => label) : [],
	}) as const;
