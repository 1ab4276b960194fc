// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** Conversations handed over, by calls of the gateway's. */
package org.chatdock.sending.internal.transfer;
