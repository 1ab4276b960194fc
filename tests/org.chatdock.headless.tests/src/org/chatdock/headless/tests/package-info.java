// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** Proves {@code releng/headless.sh} from outside, against servers that share no code with Chatdock. */
package org.chatdock.headless.tests;
