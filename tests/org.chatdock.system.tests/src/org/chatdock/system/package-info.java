// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Closed-box tests: the rooms as bundles in a framework, with the simulator as the gateway and the guest as somebody
 * else's bundle. They know the API, Configuration Admin and the simulator, and no room from inside.
 */
package org.chatdock.system;
