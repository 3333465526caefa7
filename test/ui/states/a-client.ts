import type {AnswerKey} from '../../../source/wizard/answers.js';
import {answers, Driver} from '../../wizard/driver.js';
import {Screen} from '../samples.js';
import {wizard} from './shown.js';

/** A wizard at a question, everything before it answered. */
export const at = (key: Parameters<Driver['enterUntil']>[0], given = {}): Screen =>
	new Screen(new Driver({...answers, ...given}).enterUntil(key));

const clientId = '1000.AB12CD34EF56GH78IJ90KL12MN34OP';

/** The console form with so many rows done; copies are answered by a clipboard program. */
const consoleAfter = (rows: number, given = {}): Screen => {
	const screen = at('consoleForm', {clientId, ...given});
	for (let count = 0; count < rows; count++) {
		const copies = screen.driver.count('copy');
		screen.press('enter');
		if (screen.driver.count('copy') === copies) continue;
		const {label, key} = screen.driver.last('copy');
		screen.driver.send({type: 'copy-ended', label, key, how: 'clipboard'});
	}
	return screen;
};

/** Behind the console's form, all of whose rows are done. */
const behind = (key: AnswerKey, given = {}): Screen => {
	const screen = consoleAfter(6, {enabledDataCenters: ['us', 'eu'], ...given});
	screen.driver.enterUntil(key);
	return screen;
};

/** A. Register an OAuth Client. */
export const states = {
	A1: wizard(() => new Screen()),
	'A1, filtered': wizard(() => new Screen().type('eu')),
	'A1, nothing found': wizard(() => new Screen().type('xqz')),
	A2: wizard(() => at('clientType')),
	A3: wizard(() => consoleAfter(3)),
	'A3, untouched': wizard(() => consoleAfter(0)),
	'A3, Self Client': wizard(() => at('consoleForm', {clientType: 'self-client'})),
	'A3, a device': wizard(() => at('consoleForm', {clientType: 'non-browser'})),
	"A3, Sigma's URLs": wizard(() => consoleAfter(3).type('s')),
	'A3, a value edited': wizard(() => consoleAfter(2).type('e')),
	A4: wizard(() => behind('sameCredentials')),
	A5: wizard(() => behind('enabledDataCenters')),
	A6: wizard(() => behind('clientId').press('ctrl-u').type('hello world')),
	'A6, missing': wizard(() => at('clientId').press('ctrl-u', 'enter')),
	A7: wizard(() => behind('clientSecret')),
	A8: wizard(() => behind('clientSecret').press('ctrl-r')),
	A9: wizard(() => behind('clientSecret').paste(clientId)),
	'A9 left': wizard(() => behind('clientSecret').paste(clientId).press('tab', 'shift-tab', 'shift-tab')),
	'A help': wizard(() => at('clientSecret').press('ctrl-g'), 'page'),
};
