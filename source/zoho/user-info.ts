import type {DataCenter} from './data-center.js';
import {isCovered} from './scopes/scope.js';

/** Who gave the consent; allowed by `AaaServer.profile.READ`. */
export const userInfoUrl = (dataCenter: DataCenter): string => `${dataCenter.accounts}/oauth/user/info`;

/** What makes any other server say who consented (OpenID Connect Core section 5.3). */
export const openIdScope = 'openid';

export const userInfoScope = 'AaaServer.profile.READ';

export const allowsUserInfo = (grantedScopes: readonly string[]): boolean =>
	isCovered(userInfoScope, grantedScopes);
