import assert from 'node:assert/strict';
import {test} from 'node:test';
import {builtInDataCenters, findDataCenter} from '../../source/zoho/data-center.js';
import {allowsUserInfo, userInfoUrl} from '../../source/zoho/user-info.js';

test('who gave the consent is asked at the accounts server, where the scope for it is granted', () => {
	const ca = findDataCenter(builtInDataCenters, 'ca');
	assert.ok(ca);
	assert.equal(userInfoUrl(ca), 'https://accounts.zohocloud.ca/oauth/user/info');
	assert.ok(allowsUserInfo(['aaaserver.profile.read']));
	assert.ok(!allowsUserInfo(['ZohoCRM.users.READ', 'profile']));
});
