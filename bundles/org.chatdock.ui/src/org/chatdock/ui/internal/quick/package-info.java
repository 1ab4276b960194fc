// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Quick replies: gathered from their sources, found while the agent types, filled with what is known of the customer.
 * {@link org.chatdock.ui.internal.quick.QuickReplyPopup} is what the agent sees; only it and its list know SWT.
 * <h2>Placeholders</h2>
 * A text holds <code>{field}</code>: a letter, then letters, digits, points, hyphens or underscores, 64 characters at
 * most. <code>{{</code> writes a brace. A brace that begins no field is a brace. What nobody knows stays as it is, is
 * selected, and must be written over before the message can be sent.
 */
package org.chatdock.ui.internal.quick;
