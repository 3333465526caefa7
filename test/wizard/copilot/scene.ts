import type {Connection} from '../../../source/connection/connection.js';
import type {Service} from '../../../source/connection/service.js';
import type {CopilotEffect, CopilotEvent, CopyHow} from '../../../source/wizard/copilot/events.js';
import {reduceCopilot} from '../../../source/wizard/copilot/machine.js';
import {type CopilotState, startCopilot, stepsIn} from '../../../source/wizard/copilot/state.js';
import {builtInDataCenters, type DataCenter} from '../../../source/zoho/data-center.js';
import {extensionIds} from '../../../source/zoho/extensions/ids.js';
import {findProduct} from '../../../source/zoho/products/table.js';
import {sampleConnection, sampleService} from '../../connection/samples.js';

export type CopilotScene = {
	state: CopilotState;
	readonly effects: CopilotEffect[];
	/** Sends events; copies are answered at once. */
	readonly send: (...events: readonly CopilotEvent[]) => void;
	readonly urls: () => readonly string[];
	/** All redirect URLs are known. */
	readonly registered: () => void;
};

/** *Copy to Sigma* of a client of the United States and Europe: 27 steps. */
export const openCopilot = (
	given: {
		readonly service?: Partial<Service>;
		readonly connection?: Partial<Connection>;
		readonly extension?: string;
		readonly how?: CopyHow;
		readonly dataCenters?: readonly DataCenter[];
	} = {},
): CopilotScene => {
	const {how = 'clipboard'} = given;
	const scene: CopilotScene = {
		state: startCopilot({
			one: {
				service: sampleService({
					name: 'Suite',
					enabledDataCenters: ['us', 'eu'],
					scopes: ['ZohoBooks.contacts.READ', 'ZohoBooks.settings.READ', 'AaaServer.profile.READ'],
					...given.service,
				}),
				connection: sampleConnection({name: 'Bennett Books', ...given.connection}),
			},
			options: {dataCenters: given.dataCenters ?? builtInDataCenters, ports: [8790, 8791]},
			extensions: extensionIds,
			extension: given.extension === undefined ? undefined : findProduct(given.extension),
		}),
		effects: [],
		send: (...events) => {
			for (const event of events) {
				const [next, effects] = reduceCopilot(scene.state, event);
				scene.state = next;
				scene.effects.push(...effects);
				for (const effect of effects)
					if (effect.type === 'copy' || effect.type === 'copy-secret')
						scene.send({type: 'copy-ended', id: effect.id, label: effect.label, how});
			}
		},
		urls: () => stepsIn(scene.state, 'redirects').map(({step}) => step.value),
		registered: () => {
			for (const url of scene.urls()) scene.send({type: 'url-checked', url, answer: 'registered'});
		},
	};
	return scene;
};

export const accepted = {type: 'accepted'} as const;
