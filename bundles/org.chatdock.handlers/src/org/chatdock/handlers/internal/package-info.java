// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The message types that Chatdock ships, contributed the way a stranger's bundle would contribute its own. */
package org.chatdock.handlers.internal;
