// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * What the line decides: a state machine, events in, effects out. No socket, no clock, no thread; one caller at a time.
 */
package org.chatdock.connection.internal.engine;
