import type {WizardState} from '../../wizard/state.js';
import {keptText, outcomeFacts, sentenceOf} from '../wizard/ready-facts.js';
import {readyWays} from '../wizard/ready-ways.js';
import {allNumbered} from './numbers.js';
import {type Asked, askOnce, oneOf, type Question} from './question.js';
import {openTalk, type PlainTerminal} from './terminal.js';

/** What came of it: who, where, what was granted. */
export const readyLines = ({consent, context}: WizardState): readonly string[] => {
	if (consent.phase === 'kept') return [keptText(consent)];
	if (consent.phase !== 'done') return [];
	const {outcome, notices} = consent;
	const {issued, linkName} = outcome;
	const facts = outcomeFacts(outcome, {secrets: context.secrets, notices});
	const where = issued.dataCenter ? `, ${issued.dataCenter.name}` : '';
	return [
		sentenceOf(outcome),
		`  Connection: ${issued.connection.name} (${linkName})${where}`,
		...facts.flatMap(({label, value, spoken}) => (spoken === '' ? [] : [`  ${label}: ${spoken ?? value}`])),
	];
};

/** Asks what next. `left`: the person leaves the program. */
export const askNext = async (
	terminal: PlainTerminal & {readonly state: WizardState},
): Promise<'sigma' | 'done' | 'left'> => {
	const talk = openTalk(terminal);
	const ways = readyWays(terminal.state, terminal);
	const sigma = ways.find(({kind}) => kind === 'sigma');
	const commands = ways.filter(({kind}) => kind === 'command');
	const question: Question<'sigma' | 'done'> = {
		key: 'next',
		lines: [
			'What next',
			...allNumbered([`${sigma?.label}: ${sigma?.text}`, 'Done']),
			...commands.map(({label, command}) => `  ${label}: ${command}`),
		],
		prompt: 'Number [2]: ',
		explains: ['Copy to Sigma shows the clicks and values of Sigma, one after the other. Done ends here.'],
		read: line => oneOf(line.trim() || '2', 2, index => ({events: [index === 0 ? 'sigma' : 'done']})),
	};
	const asked: Asked = {key: '', prompt: undefined, line: ''};
	for (;;) {
		const chosen = await askOnce(talk, asked, question);
		// There is nothing before it to go back to.
		if (chosen === 'back' || chosen?.length === 0) continue;
		talk.close(chosen !== undefined);
		return chosen?.[0] ?? 'left';
	}
};
