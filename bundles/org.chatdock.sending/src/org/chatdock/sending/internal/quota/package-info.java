// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** How many messages the gateway still takes, and until when. */
package org.chatdock.sending.internal.quota;
