// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * What a bundle needs to take part in the chat's views: {@link org.chatdock.ui.api.MessageRenderer} shows a kind of
 * message, {@link org.chatdock.ui.api.MessageAction} adds to a message's menu,
 * {@link org.chatdock.ui.api.CustomerPanel} tells more of a customer, {@link org.chatdock.ui.api.OutgoingFilter} looks
 * at what is about to be sent. All are OSGi services that may come, go and change their ranking at any time. Everything
 * here is called on the UI thread unless it says otherwise.
 * <p>
 * A contribution that throws hurts only what it was to show, and a fallback stands there. One call on the UI thread may
 * take 500 ms; a longer one counts as a failure, too. After three failures a contribution is left alone for a minute,
 * and for twice as long each time it goes on like this, up to an hour. The view <em>Chat extensions</em> shows it and
 * can release it; a service that is registered anew starts afresh.
 */
@org.osgi.annotation.versioning.Version("1.1.0")
package org.chatdock.ui.api;
