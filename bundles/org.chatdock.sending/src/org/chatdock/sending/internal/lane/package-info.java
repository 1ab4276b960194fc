// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** Where things run: one after the other, and when. */
package org.chatdock.sending.internal.lane;
