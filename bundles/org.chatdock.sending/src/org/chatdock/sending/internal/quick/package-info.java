// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Quick replies from JSON files, the agent's own and one for all. A file is a list of replies:
 *
 * <pre>
 * [ {"name": "hours", "title": "Opening hours", "text": "Dear {customer.name}, we are open from 9 to 5."},
 *   {"name": "map", "parts": [ {"text": "We are here:"}, {"picture": "https://shop.example/map.png"},
 *                              {"file": "https://shop.example/guide.pdf"}, {"media": "M17", "type": "voice"} ]} ]
 * </pre>
 *
 * A part has a {@code text}, or one of {@code picture} and {@code file} (an address) and {@code media} (an id of the
 * gateway's), and may say its {@code type}; else that is text, image, file, and image for media. {@code title} may be
 * missing. A wrong entry is named in the log and left out; the others stay.
 */
package org.chatdock.sending.internal.quick;
