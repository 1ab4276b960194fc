// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * What a bundle needs to show a kind of message its own way: register a {@link org.chatdock.ui.api.MessageRenderer} as
 * an OSGi service. Everything here is called on the UI thread unless it says otherwise.
 */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.chatdock.ui.api;
