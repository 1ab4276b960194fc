// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import org.chatdock.demo.crm.internal.Images;
import org.chatdock.demo.crm.internal.directory.CustomerConversation;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;

/** Names the customer that an editor is open on; survives a restart. */
final class CustomerEditorInput extends PlatformObject implements IEditorInput, IPersistableElement {
    private final String customerId;

    CustomerEditorInput(String customerId) {
        this.customerId = customerId;
    }

    String customerId() {
        return customerId;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Images.customer();
    }

    @Override
    public String getName() {
        return customerId;
    }

    @Override
    public String getToolTipText() {
        return customerId;
    }

    @Override
    public IPersistableElement getPersistable() {
        return this;
    }

    @Override
    public String getFactoryId() {
        return CustomerInputFactory.ID;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(CustomerInputFactory.CUSTOMER, customerId);
    }

    /** A chat add-on, if there is one, may ask whose record this is. */
    @Override
    public <T> T getAdapter(Class<T> adapter) {
        T conversation = CustomerConversation.adapt(customerId, adapter);
        return conversation == null ? super.getAdapter(adapter) : conversation;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CustomerEditorInput that && that.customerId.equals(customerId);
    }

    @Override
    public int hashCode() {
        return customerId.hashCode();
    }
}
