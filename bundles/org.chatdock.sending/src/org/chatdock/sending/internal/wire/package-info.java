// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** What the send call says and hears: the request's body, the answer, and the call itself, without an HTTP library. */
package org.chatdock.sending.internal.wire;
