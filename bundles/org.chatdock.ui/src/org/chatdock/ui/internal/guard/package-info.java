// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The outgoing data guard: looks for what should not leave without a second look, and says so. Contributed the way a
 * stranger would, as an {@link org.chatdock.ui.api.OutgoingFilter}.
 */
package org.chatdock.ui.internal.guard;
