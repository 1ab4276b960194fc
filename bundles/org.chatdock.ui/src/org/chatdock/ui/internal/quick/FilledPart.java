// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import org.chatdock.api.message.Attachment;

/**
 * One message of a quick reply, filled for a customer.
 *
 * @param type see {@link org.chatdock.api.message.MessageType}
 * @param text empty for a picture or file alone
 * @param attachment picture, file, media
 */
public record FilledPart(String type, Filled text, Attachment attachment) {
}
