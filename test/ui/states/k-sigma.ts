import {currentPart} from '../../../source/wizard/copilot/state.js';
import type {SheetPart} from '../../../source/wizard/sheet/steps.js';
import {accepted, type CopilotScene, openCopilot} from '../../wizard/copilot/scene.js';
import {unicode} from '../samples.js';
import {copilot} from './shown.js';

/** Enter until this part, and so many times more. */
const inPart = (part: SheetPart, more = 0): CopilotScene => {
	const scene = openCopilot({extension: 'books'});
	scene.registered();
	for (let count = 0; count < 40 && currentPart(scene.state) !== part; count++) scene.send(accepted);
	for (let count = 0; count < more; count++) scene.send(accepted);
	return scene;
};

const asked = (): CopilotScene => {
	const scene = inPart('values');
	for (let count = 0; count < 20 && !scene.state.question; count++) scene.send(accepted);
	return scene;
};

const oneMissing = (): CopilotScene => {
	const scene = openCopilot({extension: 'books'});
	const [first = '', second = '', third = ''] = scene.urls();
	scene.send({type: 'url-checked', url: first, answer: 'registered'});
	scene.send({type: 'url-checked', url: second, answer: 'missing'});
	scene.send({type: 'url-checked', url: third, answer: 'unclear'});
	return scene;
};

/** K. Copy to Sigma. */
export const states = {
	K1: copilot(oneMissing),
	K2: copilot(() => inPart('clicks', 3)),
	K3: copilot(() => inPart('values', 5)),
	K4: copilot(asked, 'screen'),
	K5: copilot(() => inPart('connect', 1)),
	K6: copilot(() => inPart('manifest'), 'screen'),
	K7: copilot(() => inPart('values', 5), 'page', {...unicode, program: 'zconn practice', isPractice: true}),
};
