// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The wire format: frames to messages, acknowledgements to frames.
 */
package org.chatdock.connection.internal.wire;
