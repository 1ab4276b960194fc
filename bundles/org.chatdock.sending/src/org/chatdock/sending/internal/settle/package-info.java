// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** What became of a message whose answer was lost: looks for it in the store and in the history. */
package org.chatdock.sending.internal.settle;
