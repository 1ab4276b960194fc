// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** Messages taken back, by a call of the gateway's. */
package org.chatdock.sending.internal.recall;
