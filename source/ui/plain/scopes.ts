import {adviceAbout, offeredSpelling, privilegeText} from '../../wizard/scopes/advice.js';
import {addScopes} from '../../wizard/scopes/picker.js';
import {asksZoho, scopesPasted} from '../../wizard/scopes/text.js';
import {helpOf} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {readCall} from '../../zoho/operations/call-text.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {doubtsAbout} from '../../zoho/scopes/check.js';
import {scopePresets} from '../../zoho/scopes/presets.js';
import {remarkOn} from '../../zoho/scopes/remark.js';
import {isScopeToken, scopesWithout, uniqueScopes} from '../../zoho/scopes/scope.js';
import {findScopes} from '../../zoho/scopes/search.js';
import {counted} from '../../zoho/text.js';
import {allNumbered, firstNumbered, looksNumbered, readNumbers} from './numbers.js';
import {errorReply, numberQuestion, type Question, type Reply, wantsNumber} from './question.js';

/** Something that a number stands for: a task, a scope that was found, those that a call needs. */
type Offer = {readonly text: string; readonly scopes: readonly string[]};

/** What was said about scopes up to now: the numbers that were read out, the spellings that are to stay, what is chosen. */
export type ScopeTalk = {offers: readonly Offer[]; kept: readonly string[]; told: string};

export const newScopeTalk = (): ScopeTalk => ({offers: [], kept: [], told: ''});

type About = {
	readonly catalogue: ScopeCatalogue;
	readonly state: WizardState;
	readonly talk: ScopeTalk;
	readonly loadCalls: () => Promise<FindCalls>;
};

/** More found rows than these are not listened to. */
const mostFound = 8;
/** More chosen scopes than these are counted. */
const mostNamed = 6;

const tasks: readonly Offer[] = scopePresets.map(({label, scopes}) => ({
	text: `${label} (${counted(scopes.length, 'scope')})`,
	scopes,
}));

const chosenOf = (state: WizardState): readonly string[] => answersOf(state).scopes;

const chosenText = (state: WizardState, scopes: readonly string[]): string => {
	if (scopes.length === 0) return 'Nothing is chosen.';
	const named = scopes.length <= mostNamed ? scopes.join(', ') : counted(scopes.length, 'scope');
	const [, ...privileges] = asksZoho(state) ? privilegeText(scopes).split(', ') : [];
	return `✔ Chosen: ${named}${privileges.length > 0 ? `; ${privileges.join(', ')}` : ''}.`;
};

/** The scopes as they would be, with what is to be said of those that are new. */
const choose = ({catalogue, state, talk}: About, scopes: readonly string[]): Reply => {
	const isZoho = asksZoho(state);
	const added = scopesWithout(scopes, chosenOf(state), isZoho);
	talk.offers = [];
	talk.told = chosenText(state, scopes);
	// Those that are asked about, or were.
	const doubtful = [
		...talk.kept,
		...doubtsAbout(catalogue, added).flatMap(({scope, nearest}) => (nearest ? [scope] : [])),
	];
	return {
		says: [
			talk.told,
			...(isZoho ? adviceAbout(catalogue, added) : [])
				.filter(({text, isWarning}) => isWarning && !doubtful.some(scope => text.startsWith(`${scope} `)))
				.map(({text}) => `Warning: ${text}`),
		],
		events: [{type: 'typed', key: 'scopes', value: scopes}],
	};
};

/** What stands there and is not written as the catalogue has it, unless it is to stay so. */
const doubtIn = ({catalogue, state, talk}: About) =>
	asksZoho(state)
		? offeredSpelling(
				catalogue,
				chosenOf(state).filter(scope => !talk.kept.includes(scope)),
			)
		: undefined;

type Doubt = NonNullable<ReturnType<typeof doubtIn>>;

/** A scope that is not known: one misspelt scope fails the whole consent, so it is asked about. */
const spellingQuestion = ({scope, nearest}: Doubt, about: About): Question => {
	const {state, talk} = about;
	const chosen = chosenOf(state);
	const others = chosen.filter(one => one !== scope);
	const keep = (): Reply => {
		talk.kept = [...talk.kept, scope];
		return choose(about, chosen);
	};
	return numberQuestion(
		{
			key: `spelling ${scope}`,
			lines: [`${scope} is not known. One misspelt scope fails the whole consent.`],
			explains: ["Zoho's documentation has no such scope, as far as this program knows."],
		},
		[
			[`${nearest} (nearest)`, () => choose(about, uniqueScopes([...others, nearest]))],
			[`Keep ${scope} as it is`, keep],
			['Leave it out', () => choose(about, others)],
		],
	);
};

const offer = (talk: ScopeTalk, offers: readonly Offer[], above: readonly string[], more: string): Reply => {
	// A number stands for what was read out.
	talk.offers = offers.slice(0, mostFound);
	return {
		says: [...above, ...firstNumbered(offers, ({text}) => text, mostFound, more)],
		prompt:
			offers.length === 1 ? 'Number to choose it, or other words: ' : 'Numbers to choose, or other words: ',
	};
};

const search = ({catalogue, talk}: About, line: string): Reply => {
	const found = findScopes(catalogue, line.trim().split(/\s+/));
	const offers: readonly Offer[] = [
		...found.tasks.map(({label, scopes}) => ({text: `${label}: ${scopes.join(', ')}`, scopes})),
		...found.rows.map(({scope, description}) => ({text: `${scope}: ${description}`, scopes: [scope]})),
	];
	if (offers.length === 0) return errorReply(`Nothing matches "${line.trim()}". Fewer words find more.`);
	const remark = remarkOn(found);
	const count = `${offers.length} found${remark === undefined ? '' : `, ${remark}`}.`;
	return offer(talk, offers, [count], '; another word narrows them');
};

const searchCall = (find: FindCalls, line: string, talk: ScopeTalk): Reply => {
	const operations = find(line)?.operations ?? [];
	const offers = operations.flatMap(({scopes, title}) =>
		scopes.map(together => ({text: `${together.join(', ')}: ${title}`, scopes: together})),
	);
	return offers.length === 0
		? errorReply('Which scope this call needs is not known. Words search all scopes.')
		: offer(talk, offers, [], '');
};

/** Those that a line takes out: "-2", "-ZohoBooks.bills.READ", "-bills". */
const removeReply = (about: About, line: string): Reply => {
	const {state} = about;
	const word = line.trim().slice(1).trim().toLowerCase();
	const chosen = chosenOf(state);
	const numbers = looksNumbered(word) ? readNumbers(word, chosen.length) : undefined;
	const gone = numbers
		? numbers.flatMap(index => chosen[index] ?? [])
		: chosen.filter(scope => word !== '' && scope.toLowerCase().includes(word));
	if (gone.length === 0) return errorReply(`"${word}" is none of those that are chosen.`);
	return choose(about, scopesWithout(chosen, gone, asksZoho(state)));
};

const read = async (line: string, about: About): Promise<Reply> => {
	const {state, talk} = about;
	const text = line.trim();
	const chosen = chosenOf(state);
	const offers = talk.offers.length > 0 ? talk.offers : chosen.length === 0 ? tasks : [];
	if (text === '0') {
		talk.offers = tasks;
		return {
			says: allNumbered(tasks.map(task => task.text)),
			prompt: 'Numbers, words to search, or a list of scopes: ',
		};
	}
	if (looksNumbered(text)) {
		const numbers = readNumbers(text, offers.length);
		const found = numbers?.flatMap(index => offers[index]?.scopes ?? []);
		if (found) return choose(about, addScopes(chosen, found, asksZoho(state)));
		return errorReply(
			offers.length === 0 ? 'No numbers were read out. Type words to search.' : wantsNumber(offers.length),
		);
	}
	if (text.startsWith('-')) return removeReply(about, text);
	if (asksZoho(state) && readCall(text)) return searchCall(await about.loadCalls(), text, talk);
	// In whatever form they were copied. Another server has no words to search.
	const pasted = scopesPasted(text, state);
	const scopes = pasted?.scopes.filter(scope => asksZoho(state) || isScopeToken(scope)) ?? [];
	if (scopes.length === 0) return search(about, text);
	const {says = [], ...reply} = choose(about, addScopes(chosen, scopes, asksZoho(state)));
	return {...reply, says: pasted?.note === undefined ? says : [pasted.note, ...says]};
};

/** Scopes as a conversation: tasks by number, words that search, lists that are pasted; Enter goes on. */
export const scopesQuestion = (about: About): Question => {
	const {state, talk} = about;
	const doubt = doubtIn(about);
	if (doubt) return spellingQuestion(doubt, about);
	const chosen = chosenOf(state);
	const {why, example = ''} = helpOf(state, fieldOf('scopes'));
	const isFirst = chosen.length === 0 && asksZoho(state);
	return {
		key: 'scopes',
		lines: chosen.length > 0 && chosenText(state, chosen) !== talk.told ? [chosenText(state, chosen)] : [],
		prompt:
			chosen.length > 0
				? 'More, or Enter to go on: '
				: isFirst
					? `Words to search, a list of scopes, or 0 for ${tasks.length} tasks: `
					: 'Scopes, with commas or spaces between them: ',
		explains: [
			why,
			`Example: ${example}`,
			'A minus sign before a scope, a part of its name, or its place takes it out.',
			...(asksZoho(state) ? ['A call (POST /books/v3/invoices) finds its scopes.'] : []),
			...(chosen.length > 0 ? allNumbered(chosen) : []),
		],
		enter: at => ({events: [{type: 'accepted', at}]}),
		read: line => read(line, about),
	};
};
