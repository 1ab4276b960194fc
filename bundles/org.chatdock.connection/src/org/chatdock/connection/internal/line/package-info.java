// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The line: when to connect, when to wait, what to say. No socket library and no clock of its own; all state belongs to
 * one lane, and everything that happens elsewhere is posted to it.
 */
package org.chatdock.connection.internal.line;
