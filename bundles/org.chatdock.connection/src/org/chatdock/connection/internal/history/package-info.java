// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The history by HTTP: a call that asks a configured address what came while the line was down. The line knows it only
 * as a {@link org.chatdock.api.connection.HistorySource}.
 */
package org.chatdock.connection.internal.history;
