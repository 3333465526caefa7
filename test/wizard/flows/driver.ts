import type {Answers} from '../../../source/wizard/answers.js';
import type {WizardContext} from '../../../source/wizard/field.js';
import {builtInDataCenters, type DataCenter} from '../../../source/zoho/data-center.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, context, Driver, tokens} from '../driver.js';

export const place = (id: string): DataCenter => {
	const found = builtInDataCenters.find(dataCenter => dataCenter.id === id);
	if (!found) throw new Error(`No data center ${id}.`);
	return found;
};

export const id = 'draft-1-1';

/** A wizard whose way has been prepared. */
export const begun = (given: Partial<Answers>, about: WizardContext = context()): Driver =>
	new Driver({...answers, ...given}, about)
		.enterUntil('review')
		.enter()
		.send({type: 'flow-prepared', id, at: sampleNow});

export const deviceCode = {
	userCode: 'KPXW-3QTD',
	deviceCode: `1000.${'1'.repeat(32)}.${'2'.repeat(32)}`,
	address: 'https://accounts.zoho.com/oauth/v3/device',
	fullAddress: 'https://accounts.zoho.com/oauth/v3/device?code=KPXW-3QTD',
	interval: 30_000,
	expiresAt: sampleNow + 300_000,
} as const;

export const selfClient = (about?: WizardContext): Driver => begun({clientType: 'self-client'}, about);

export const device = (): Driver =>
	begun({clientType: 'non-browser', clientId: '1004.SAMPLESAMPLESAMPLESAMPLESAMPLE'}).send({
		type: 'device-code-came',
		id,
		code: deviceCode,
		nextAskAt: sampleNow + 30_000,
	});

export const clientCredentials = (): Driver =>
	begun({grantType: 'client-credentials', soid: 'ZohoBooks.600123456', clientType: 'self-client'});

export const oldToken = `1000.${'8'.repeat(32)}.${'9'.repeat(32)}`;

/** A refresh token that is being tried. @param given without a data center, each one is asked */
export const adopting = (given: Partial<Answers> = {}): Driver => {
	const {scopes: _scopes, dataCenter: _dataCenter, ...rest} = answers;
	return new Driver({...rest, clientType: 'refresh-token', ...given})
		.enterUntil('review')
		.enter()
		.send({type: 'flow-prepared', id, at: sampleNow})
		.send({type: 'typed-paste', value: oldToken})
		.enter();
};

/** Tokens came. @param change of the reply */
export const redeemed = (change: Record<string, unknown> = {}, dataCenter = place('us')) =>
	({type: 'redeemed', id, reading: tokens(change), dataCenter, at: sampleNow}) as const;

/** Zoho said no. */
export const declined = (code: string, dataCenter = place('us')) =>
	({
		type: 'redeemed',
		id,
		reading: {kind: 'error', code, description: undefined},
		dataCenter,
		at: sampleNow,
	}) as const;

export const proof = {
	account: {name: 'Noah Bennett', email: 'noah@example.com', id: '1'},
	organization: {name: 'Bennett Coffee Roasters', id: '10', product: 'Books'},
	probes: [{product: 'Books', verdict: 'works', scope: 'ZohoBooks.settings.READ'}],
} as const;
