import {withProgramName} from '../../connection/program-name.js';
import {sigmaProgress} from '../../connection/sigma-progress.js';
import type {Outcome} from '../../wizard/consent/state.js';
import type {WizardState} from '../../wizard/state.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {exampleCall} from '../../zoho/extensions/example.js';
import {chooseProbes} from '../../zoho/products/probes.js';
import {type ApiPlace, apiAddress} from '../../zoho/products/route.js';
import {isPracticeSigma} from '../../zoho/sigma/places.js';
import type {Glyphs} from '../lines/glyphs.js';
import {type Span, span} from '../lines/line.js';
import {grantedIn} from './ready-facts.js';

/** Where one goes from Ready: another screen, a command to type, or out. */
export type ReadyWay = {
	readonly kind: 'sigma' | 'command' | 'done';
	readonly label: string;
	/** As it has to be typed here. */
	readonly command?: string;
	readonly text?: string;
};

type Look = Pick<Glyphs, 'program' | 'isPractice'>;

/** What a consent ended with; undefined after an edit that needed none. */
export const outcomeOf = ({consent}: WizardState): Outcome | undefined =>
	consent.phase === 'done' ? consent.outcome : undefined;

/** Scopes that a call of the proof lacked. */
const lackingScopes = (state: WizardState): readonly string[] => {
	const probes = outcomeOf(state)?.proof.probes ?? [];
	return [...new Set(probes.flatMap(({verdict, scope}) => (verdict === 'scope-missing' ? [scope] : [])))];
};

/** What is typed for `zconn`, with the folder where that is not the usual one. */
const programOf = (state: WizardState, {program}: Look): string | undefined => {
	const flag = outcomeOf(state)?.folderFlag;
	return flag === undefined ? program : `${program ?? 'zconn'} ${flag}`;
};

/** The link name of what is ready. */
export const readyName = (state: WizardState): string =>
	state.consent.phase === 'kept' ? state.consent.linkName : (outcomeOf(state)?.linkName ?? '');

const sigmaText = (state: WizardState, {isPractice}: Look): string => {
	const {target} = state.context;
	if (isPractice || isPracticeSigma(outcomeOf(state)?.issued.dataCenter))
		return 'its clicks and values, into the practice Sigma';
	const progress = target && sigmaProgress(target.connection);
	return progress && !progress.isWhole
		? `goes on: ${progress.text} steps are done`
		: 'its clicks and values, one by one';
};

/** What has been granted, and where; undefined where the server is not Zoho's. */
const placeOfCalls = (state: WizardState): ApiPlace | undefined => {
	const {dataCenters, target} = state.context;
	const outcome = outcomeOf(state);
	const saved = target?.connection;
	const dataCenter = outcome
		? outcome.issued.dataCenter
		: findDataCenter(dataCenters, saved?.dataCenter ?? undefined);
	if (!dataCenter) return undefined;
	const scopes = outcome ? grantedIn(outcome) : (saved?.scopesGranted ?? saved?.scopesRequested ?? []);
	return {dataCenter, scopes, apiDomain: undefined};
};

/** A harmless call as `zconn api` takes it; undefined where there is none, or none that finds its host by itself. */
const callOf = (state: WizardState): string | undefined => {
	const place = placeOfCalls(state);
	const path = place && exampleCall(place.scopes, undefined)?.path;
	if (!place || path === undefined || !apiAddress(path, undefined, place).ok) return undefined;
	if (/^[\w./-]+$/.test(path)) return path;
	// Shells take a question mark or an ampersand for something of theirs.
	return /["$`\\!%]/.test(path) ? undefined : `"${path}"`;
};

/** What next: into Sigma first, then commands. @param look how this program is called */
export const readyWays = (state: WizardState, look: Look): readonly ReadyWay[] => {
	const program = programOf(state, look);
	const name = readyName(state);
	const command = (label: string, text: string): ReadyWay => ({
		kind: 'command',
		label,
		command: withProgramName(text, program),
	});
	const lacking = lackingScopes(state);
	const call = callOf(state);
	return [
		{kind: 'sigma', label: 'Copy to Sigma', text: sigmaText(state, look)},
		...(lacking.length > 0
			? [command('Add the scope', `zconn edit ${name} --add-scope ${lacking.join(',')}`)]
			: []),
		command('In a script', `zconn token ${name}`),
		...(call === undefined ? [] : [command('Call the API', `zconn api ${name} ${call}`)]),
		{
			kind: 'done',
			label: 'Later',
			command: program === undefined ? 'zconn' : program.replace(/ --$/, ''),
			text: 'opens Home',
		},
	];
};

/** The products that are asked while a grant is tested: one by its name, more by how many others there are. */
export const testedProducts = ({consent}: WizardState): string => {
	if (consent.phase !== 'proving' || !consent.issued.dataCenter) return '';
	const [first, ...others] = chooseProbes(grantedIn(consent));
	return first ? `${first.name}${others.length > 0 ? ` and ${others.length} more` : ''}` : '';
};

/** What is said of a way: the command, and what it does. */
export const toldSpans = ({command = '', text = ''}: ReadyWay): readonly Span[] => [
	...(command === '' ? [] : [span(command, 'accent')]),
	...(command === '' || text === '' ? [] : [span('  ')]),
	...(text === '' ? [] : [span(text, command === '' ? 'plain' : 'muted')]),
];
