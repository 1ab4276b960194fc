// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** What a host CRM tells Chatdock of its customers. The host implements it, the views read it. */
package org.chatdock.api.customer;
